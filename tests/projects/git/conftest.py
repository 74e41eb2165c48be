import pytest

from tests.projects.git.trainees import Server, Team


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("served"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def team(server, tmp_path):
    return Team(server, tmp_path)


@pytest.fixture
def ada(team):
    return team.clone("ada")


@pytest.fixture
def own_server(tmp_path):
    """For tests that kill it."""
    (tmp_path / "own").mkdir()
    server = Server(tmp_path / "own")
    server.start()
    yield server
    server.stop(kill=True)


@pytest.fixture
def own_team(own_server, tmp_path):
    return Team(own_server, tmp_path)
