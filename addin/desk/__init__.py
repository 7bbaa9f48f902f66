"""What a person asks for, once for all doors: assess, choose rules, fill."""
