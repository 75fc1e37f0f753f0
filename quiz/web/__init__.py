"""The web: one blueprint per noun. Views decide → save → commit → answer; the rules live further in."""
