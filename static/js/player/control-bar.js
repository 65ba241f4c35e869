// Puts the player's own buttons into the control bar, in the order of use.
import { gettext } from "../i18n.js";
import { make } from "../make-element.js";

/** `menus` as `menus()` gives them; `shop` is the shop's button. */
export function addBarButtons(player, { menus, remote, shop, screen, next }) {
  const bar = player.getChild("ControlBar");
  const before = bar.getChild("PictureInPictureToggle").el();
  const add = (...elements) => before.before(...elements);
  if (next) add(tool(gettext("Next episode"), "vjs-icon-next-item", next));
  add(menus.chapters.element, menus.subtitles.element, menus.audio.element, menus.speed.element, menus.quality.element, menus.all.element);
  bar.el().append(remote, shop, fullscreenButton(player, screen));
  const host = player.el();
  host.addEventListener("menu-open", () => host.classList.add("menu-open"));
  host.addEventListener("menu-close", () => host.classList.remove("menu-open"));
}

export function tool(name, className, act) {
  const button = make("button", { className: `tool ${className}`, type: "button", "aria-label": name, title: name });
  button.addEventListener("click", act);
  return button;
}

function fullscreenButton(player, screen) {
  const button = tool(gettext("Full screen"), "fullscreen", () => screen.toggle());
  const show = () => {
    const name = screen.on ? gettext("Leave full screen") : gettext("Full screen");
    button.title = name;
    button.setAttribute("aria-label", name);
    button.classList.toggle("vjs-icon-fullscreen-enter", !screen.on);
    button.classList.toggle("vjs-icon-fullscreen-exit", screen.on);
  };
  player.on("screen-change", show);
  show();
  return button;
}
