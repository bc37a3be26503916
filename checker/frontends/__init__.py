"""The only modules that know the outside world: command line, site builder."""
