"""The names of the groups that this app's websockets listen to."""


def group_of_person(user_id: int) -> str:
    return f"person-{user_id}"
