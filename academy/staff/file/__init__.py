"""Everything about one trainee, and what staff decide about them."""
