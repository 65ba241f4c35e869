// Lets the small player of a film's page be heard with any of the film's sounds: the chosen one plays beside the picture,
// which is muted meanwhile.
const DRIFT = 0.3; // seconds by which the sound may be off before it is put right

function follow(video, sound) {
  const near = () => { if (Math.abs(sound.currentTime - video.currentTime) > DRIFT) sound.currentTime = video.currentTime; };
  video.addEventListener("play", () => { near(); if (sound.src) void sound.play(); });
  video.addEventListener("pause", () => sound.pause());
  for (const when of ["seeked", "timeupdate"]) video.addEventListener(when, () => sound.src && near());
  video.addEventListener("ratechange", () => { sound.playbackRate = video.playbackRate; });
}

function choose(video, sound, url) {
  video.muted = Boolean(url);
  if (!url) {
    sound.pause();
    sound.removeAttribute("src");
    return;
  }
  sound.src = url;
  sound.addEventListener("loadedmetadata", () => {
    sound.currentTime = video.currentTime;
    if (!video.paused) void sound.play();
  }, { once: true });
}

const select = document.querySelector("[data-sounds]");
if (select) {
  const video = select.closest("[data-film-player]").querySelector("video");
  const sound = new Audio();
  sound.preload = "auto";
  follow(video, sound);
  select.addEventListener("change", () => choose(video, sound, select.value));
}
