"""计分方式: the closed set of kinds. One file a kind: its model, its award, its Chinese sentence."""
