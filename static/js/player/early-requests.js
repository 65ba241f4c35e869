// Hands requests that the page began before Video.js was there (prefetch.js) to VHS, when it asks for the same bytes.

const DONE = 4;
const OK = [200, 206];

/** Let VHS use `requests` ("RANGE URL" → XMLHttpRequest), each once; whatever failed is asked for again. */
export function lendRequests(videojs, requests) {
  const ordinary = videojs.Vhs.xhr;
  requests.lent = true;
  const lend = (options, callback) => {
    const key = `${options.headers?.Range} ${options.uri}`;
    const request = requests.get(key);
    requests.delete(key);
    if (!request || (request.readyState === DONE && !OK.includes(request.status))) return videojs.xhr(options, callback);
    return settle(request, callback);
  };
  // `original` tells VHS whether to go through here; hooks of others stand on the function as well.
  videojs.Vhs.xhr = Object.assign(lend, ordinary, { original: false });
}

/** Call back as `videojs.xhr` does, never before this returns. */
function settle(request, callback) {
  const response = () => ({ statusCode: request.status, headers: {}, body: request.response, rawRequest: request, url: request.responseURL });
  const end = () => callback(request.status ? null : new Error("XHR error"), response());
  if (request.readyState === DONE) setTimeout(end);
  else ["load", "error"].forEach((name) => request.addEventListener(name, end));
  return request;
}
