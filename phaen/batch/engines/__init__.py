"""Engines run the jobs of a batch. `engine_interface` is the interface, `local` uses processes on this machine."""
