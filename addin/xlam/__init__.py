"""The .xlam from text: compound file, VBA project, ribbon and package, each its own module."""
