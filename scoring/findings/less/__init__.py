"""What plainly says less than its target, of texts that no rule compares: 良好 where 优秀 was asked."""
