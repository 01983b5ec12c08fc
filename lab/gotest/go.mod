module stanch.dev/planted

go 1.21
