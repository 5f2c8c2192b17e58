"""From bytes to accepted data with places: trees, git, YAML and schemas."""
