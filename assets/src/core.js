// What every page has: htmx with our CSRF token, and a few small manners. Pages work without any of it.
import htmx from "htmx.org";

import "./core/requests.js";
import { start as startClipboard } from "./core/clipboard.js";
import { start as startCountdowns } from "./core/countdown.js";
import { start as startDialogs } from "./core/dialogs.js";
import { start as startInHand } from "./core/inhand.js";
import { start as startLive } from "./core/live.js";
import { start as startMenus } from "./core/menus.js";
import { start as startMessages } from "./core/messages.js";
import { start as startTabs } from "./core/tabs.js";
import { start as startTheme } from "./core/theme.js";

window.htmx = htmx;
startTheme();
startMenus();
startMessages();
startDialogs();
startClipboard();
startCountdowns();
startInHand();
startLive();
startTabs();
