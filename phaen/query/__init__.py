"""SQL over the dataset in a folder, without access to anything else."""
