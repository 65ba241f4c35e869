// Everything of the player that is not the picture and not the shop, put together.
import { gettext } from "../i18n.js";
import { momentOf } from "../shop/moment-link.js";
import { keyActions, listenToKeys } from "./key-actions.js";
import { addBarButtons, tool } from "./control-bar.js";
import { Captions } from "./captions.js";
import { markChapters } from "./chapter-marks.js";
import { NextEpisode } from "./next-episode.js";
import { Help } from "./help.js";
import { publishMediaSession } from "./media-session.js";
import { Groups, menus } from "./menus.js";
import { browserStorage } from "./preferences.js";
import { Presence } from "./presence.js";
import { keepProgress } from "./progress.js";
import { remoteButton } from "./remote.js";
import { ErrorRecovery } from "./error-recovery.js";
import { offerResume } from "./resume.js";
import { carriesOn } from "./episode-run.js";
import { showStatusMessages } from "./status-messages.js";
import { SeekPreview } from "./seek-preview.js";
import { offerSkips } from "./skip-button.js";
import { start } from "./start.js";
import { listenToTouch } from "./touch-gestures.js";
import { showPosition } from "./position-line.js";
import { Unsent } from "./unsent.js";

/**
 * Set up the player. `shop` is the page's: {button, panel, toggle(), setOpen(value), everything(), walk(step),
 * escape()}; `escape` says whether there was something to close.
 */
export function setUpPlayer({ stage, player, config, preferences, screen, csrf, shop }) {
  const top = stage.querySelector("[data-top]");
  const back = top.querySelector("a").href;
  const captions = new Captions(player, preferences, config.profile.subtitles);
  captions.load(config.subtitles);
  const preview = new SeekPreview(player, config);
  const help = new Help(stage);
  const presence = new Presence(player, { back });
  const following = new NextEpisode(player, config, { presence, shop: shop.everything, back });
  const acts = keyActions({ player, captions, screen, help, following, preview, toggleShop: shop.toggle, ...shop });
  const next = config.next ? () => following.go(true) : null;

  addBarButtons(player, { menus: menus(new Groups({ player, config, preferences, captions, screen }), player), remote: remoteButton(player), shop: shop.button, screen, next });
  top.append(tool(gettext("Keys"), "keys", () => help.show()));
  markChapters(player, config);
  offerSkips(player, config);
  showPosition(player, top.querySelector("[data-where]"));
  showStatusMessages(player);
  publishMediaSession(player, config, { seek: acts.seek, next });
  listenToKeys(acts, player);
  listenToTouch(player, shop.panel, { seek: acts.seek, openShop: () => shop.setOpen(true), closeShop: () => shop.setOpen(false) });
  new ErrorRecovery(player, config, { back, renew: (fresh) => captions.load(fresh.subtitles) });
  const unsent = new Unsent(browserStorage(), config.profile.key);
  const position = unsent.position(config.urls.progress) ?? config.progress.position;
  keepProgress(player, config.urls.progress, csrf, unsent);
  begin(player, { ...config, progress: { ...config.progress, position } });
}

/** A page that follows another plays on; any other waits for its viewer, one at a moment shows its frame. */
function begin(player, config) {
  if (momentOf(location.search) !== null) return;
  offerResume(player, config);
  if (carriesOn().follows) player.ready(() => start(player));
}
