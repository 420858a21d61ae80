"""What a run was told: defaults, a profile, a file, the environment and the command line, the later ones stronger."""
