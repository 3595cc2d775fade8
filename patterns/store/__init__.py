"""What is kept on disk beside the originals: private files, the history of what was done."""
