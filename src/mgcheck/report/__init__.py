"""Reports: findings to text or JSON; nothing here decides a verdict."""
