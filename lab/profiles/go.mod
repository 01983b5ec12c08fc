module stanch.dev/profiles

go 1.18
