from house.indexes import settings, uv_variables


def test_a_variable_wins_over_install_and_that_over_global() -> None:
    listed = (
        ":env:.index-url='env'\n"
        "global.cert='global'\n"
        "global.find-links='global'\n"
        "global.index-url='global'\n"
        "install.find-links='install'\n"
        "install.index-url='install'\n"
    )

    found = settings(listed)

    assert found == {"cert": "global", "find-links": "install", "index-url": "env"}


def test_what_is_set_for_other_commands_is_not_ours() -> None:
    listed = "download.index-url='elsewhere'\nWARNING: not a setting\n"

    found = settings(listed)

    assert found == {}


def test_every_index_of_pip_is_asked_by_uv_too() -> None:
    pip = {"index-url": "a", "extra-index-url": "\nb\nc", "find-links": "d e"}

    variables = uv_variables(pip)

    assert variables == {
        "UV_DEFAULT_INDEX": "a",
        "UV_FIND_LINKS": "d,e",
        "UV_INDEX": "b c",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_without_settings_uv_keeps_its_own_index() -> None:
    assert uv_variables({}) == {"UV_INDEX_STRATEGY": "unsafe-best-match"}
