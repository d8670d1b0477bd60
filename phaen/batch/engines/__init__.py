"""Engines: where the work on many sources is done. `interface` is the contract, `local` this machine's processes."""
