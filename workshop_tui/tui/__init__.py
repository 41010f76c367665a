"""The screens. Widgets hold no rules: they get what they draw and post what the person meant."""
