"""How a person works a page: with the mouse, or with nothing but the keyboard."""

FOCUSED = "element => element === document.activeElement || element.contains(document.activeElement)"
TABS_AT_MOST = 400


class Mouse:
    def press(self, control):
        """A link, a button or an option."""
        control.click()

    def write(self, field, text):
        field.fill(text)


class Keyboard:
    """Tab goes from control to control, as for somebody without a mouse: nothing else moves the focus."""

    def press(self, control):
        control.wait_for()
        radio = control.locator("input[type=radio]")
        if radio.count():
            self._choose(control.page, radio.first)
            return
        self.reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field, text):
        self.reach(field)
        field.page.keyboard.press("ControlOrMeta+a")
        field.page.keyboard.type(text)

    def _choose(self, page, radio):
        """Tab reaches one option of a group, the arrows the others."""
        name = radio.get_attribute("name")
        group = page.locator(f"input[type=radio][name={name!r}]")
        self._tab(page, lambda: page.evaluate("document.activeElement?.name") == name, what=name)
        page.keyboard.press(" ")
        for _option in range(group.count()):
            if radio.is_checked():
                return
            page.keyboard.press("ArrowRight")
        raise AssertionError(f"The arrows do not reach {radio} in {name}")

    def reach(self, control):
        control.wait_for()
        control.page.wait_for_load_state()  # what is still on its way would come between Tab and Enter
        self._tab(control.page, lambda: control.evaluate(FOCUSED), what=control)

    def _tab(self, page, there, *, what):
        for _tab in range(TABS_AT_MOST):
            if there():
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {what} on {page.url}")
