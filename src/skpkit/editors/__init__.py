"""What an editor is answered while somebody types; nothing here speaks its protocol."""
