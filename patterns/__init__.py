"""patterns: a private record of behaviour, held against limits agreed beforehand."""

__version__ = "0.1.0"
