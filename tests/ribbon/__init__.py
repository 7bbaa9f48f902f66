"""What the door of the tab adds to the desk."""
