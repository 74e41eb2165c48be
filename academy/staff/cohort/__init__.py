"""A cohort at a glance: who stands where, project by project and week by week."""
