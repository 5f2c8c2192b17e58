"""Reading a state, running the rules, and what stands of their findings."""
