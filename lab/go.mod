module stanch.dev/lab

go 1.22
