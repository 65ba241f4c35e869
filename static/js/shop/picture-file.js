// A picture that somebody chose, made small enough to be sent: at most 1024 pixels a side, as JPEG, without its metadata.
import { gettext } from "../i18n.js";

const LONGEST = 1024;
const QUALITY = 0.88;

/** Width and height so that the longer side has at most `longest` pixels. */
export function fitted(width, height, longest = LONGEST) {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** {body, type} of a file; throws an Error with words for people where it is no picture. */
export async function pictureBody(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new Error(gettext("That is no picture that your browser can read. Choose a JPEG, PNG or WebP."));
  }
  const [width, height] = fitted(picture.width, picture.height);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d");
  paper.fillStyle = "white";
  paper.fillRect(0, 0, width, height);
  paper.drawImage(picture, 0, 0, width, height);
  picture.close();
  const body = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return { body, type: "image/jpeg" };
}
