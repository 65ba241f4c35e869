// The Video.js player of the page, with what the viewer chose before.
import { lendRequests } from "./early-requests.js";
import { speakPageLanguage } from "./video-js-messages.js";

const CONTROLS = [
  "playToggle", "skipBackward", "skipForward", "volumePanel", "currentTimeDisplay", "timeDivider", "durationDisplay",
  "progressControl", "customControlSpacer", "pictureInPictureToggle",
];
const HLS = "application/vnd.apple.mpegurl";

/** The source of a config: its HLS playlist, or its plain file where it has no playlist. */
export const sourceOf = (config) =>
  config.hls ? { src: config.hls, type: HLS } : { src: config.progressive, type: "video/mp4" };

export function createPlayer(config, preferences) {
  const { videojs } = window;
  lendRequests(videojs, (window.earlyRequests ??= new Map()));
  speakPageLanguage(videojs);
  const ours = !videojs.browser.IS_ANY_SAFARI; // Safari plays HLS itself, and only so sends it on by AirPlay
  const natively = ours ? { nativeAudioTracks: false, nativeVideoTracks: false } : {};
  const player = videojs("player", {
    html5: { vhs: { overrideNative: ours, useBandwidthFromLocalStorage: true, enableLowInitialPlaylist: true }, nativeTextTracks: false, ...natively },
    sources: [sourceOf(config)],
    poster: config.still || config.title.poster,
    controlBar: {
      children: CONTROLS,
      skipButtons: { backward: 10, forward: 10 },
      progressControl: { seekBar: { mouseTimeDisplay: false } },
    },
    enableSmoothSeeking: true,
    controls: true,
    errorDisplay: false,
    inactivityTimeout: 2500,
    persistTextTrackSettings: true, // for whoever has no profile
    textTrackSettings: { pauseOnOpen: false },
    userActions: { hotkeys: false, doubleClick: () => player.trigger("fullscreen-wanted") },
  });
  remember(player, preferences);
  return player;
}

/** Volume and speed are as they were left. */
function remember(player, preferences) {
  player.volume(preferences.get("volume"));
  player.muted(preferences.get("muted"));
  player.defaultPlaybackRate(preferences.get("rate"));
  player.playbackRate(preferences.get("rate"));
  lookOfCaptions(player, preferences);
  player.on("volumechange", () => {
    preferences.set("volume", player.volume());
    preferences.set("muted", player.muted());
  });
  player.on("ratechange", () => {
    if (!player.seeking() && player.readyState() > 0) preferences.set("rate", player.playbackRate());
  });
}

/** Captions look as was chosen; what is chosen in their window is kept. */
function lookOfCaptions(player, preferences) {
  player.ready(() => {
    const { textTrackSettings } = player;
    const style = preferences.get("captionStyle");
    const scale = () => player.el().style.setProperty("--caption-scale", textTrackSettings.getValues()?.fontPercent ?? 1);
    if (style) {
      textTrackSettings.setValues(style);
      textTrackSettings.updateDisplay();
    }
    scale();
    textTrackSettings.on("modalclose", () => {
      preferences.set("captionStyle", textTrackSettings.getValues() ?? {});
      scale();
    });
  });
}
