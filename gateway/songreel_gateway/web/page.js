// The page behind `/`: it uses the public API and nothing else.
"use strict";

const at = (id) => document.getElementById(id);
const WORDS = {
  queued: "Queued.", hearing: "Listening to the song …", writing: "Writing the script …", filming: "Filming …",
  cutting: "Cutting the film …", requires_action: "Waiting for your word.", completed: "Done.", failed: "Failed.", cancelled: "Cancelled.",
};
const ENDED = ["completed", "failed", "cancelled"];
let following = null; // the event stream of the video that is shown

let key = sessionStorage.getItem("songreel-key") ?? ""; // where the gateway asks for one; gone with the tab
let declined = false;

function askKey() {
  if (declined) return false;
  key = prompt("This gateway asks for an API key (sr_…). It is kept until you close this tab.")?.trim() ?? "";
  declined = !key;
  sessionStorage.setItem("songreel-key", key);
  return !declined;
}

async function ask(path, options = {}) {
  const sent = key;
  const headers = { ...options.headers, ...(sent && { Authorization: `Bearer ${sent}` }) };
  const answer = await fetch(path, { ...options, headers });
  if (answer.status === 401 && (key !== sent || askKey())) return ask(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail || `The server answered ${answer.status}.`);
  return body;
}

// Films, pictures and event streams are fetched by the browser itself, which sends no key: signed links open them.
async function opened(id, links) {
  const mine = `/v1/videos/${id}/`;
  const inside = Object.entries(links).filter(([, path]) => typeof path === "string" && path.startsWith(mine));
  if (!key || !inside.length) return links;
  const paths = inside.map(([, path]) => path.slice(mine.length));
  const headers = { "Content-Type": "application/json" };
  const signed = await ask(`${mine}links`, { method: "POST", headers, body: JSON.stringify({ paths }) });
  return { ...links, ...Object.fromEntries(inside.map(([name], number) => [name, signed.links[paths[number]].url])) };
}

const said = (seconds) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

function make(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text; // never markup: names and sentences come from outside
  if (className) element.className = className;
  return element;
}

function describe(video) {
  if (video.state === "failed") return video.error.detail;
  if (video.waiting_for) return video.waiting_for.message;
  const { shots_done: done, shots_total: all, eta_seconds: eta, write } = video.progress;
  if (video.state === "filming") {
    const written = write < 1 ? "; the script is still being written" : "";
    return `Filming: ${done} of ${all} shots` + (eta === null ? "" : `, about ${said(eta)} left`) + `${written}.`;
  }
  return WORDS[video.state];
}

function showShot(shot, rate) {
  const item = make("li", "", shot.state);
  const head = make("b", `Shot ${shot.index + 1}`);
  const seconds = ((shot.end_frame - shot.start_frame) / rate).toFixed(1);
  head.append(make("span", shot.take > 1 ? `${shot.state}, take ${shot.take}` : `${shot.state} · ${seconds} s`));
  const bar = make("progress", "");
  bar.max = 1;
  bar.value = shot.progress;
  bar.setAttribute("aria-label", `Shot ${shot.index + 1}`);
  item.append(head, bar, make("p", shot.sentence));
  return item;
}

function show(video) {
  at("video").hidden = false;
  at("video-title").textContent = video.song_name;
  at("state").textContent = describe(video);
  at("state").className = video.state === "failed" ? "bad" : "";
  at("cancel").hidden = ENDED.includes(video.state);
  const cut = video.state === "completed" ? 1 : 0;
  for (const [step, value] of Object.entries({ ...video.progress, cut })) {
    const bar = document.querySelector(`[data-step="${step}"] progress`);
    if (bar) bar.value = value;
  }
  const clip = video.shots.find((shot) => shot.clip)?.clip;
  const rate = clip ? clip.rate.numerator / clip.rate.denominator : 24;
  at("shots").replaceChildren(...video.shots.map((shot) => showShot(shot, rate)));
  at("shots-title").hidden = !video.shots.length;
  at("screen").hidden = !video.links.film;
  if (video.links.film && at("film").dataset.video !== video.id) {
    at("film").dataset.video = video.id;
    at("film").src = at("download").href = video.links.film;
    at("film").poster = video.links.poster;
    at("sheet").href = video.links.contact_sheet;
    at("certificate").href = video.links.certificate_page ?? video.links.certificate;
    at("project").href = video.links.project ?? "";
    at("project").hidden = !video.links.project;
    at("honest").textContent = video.animatic ? "An animatic: drawn, a storyboard in motion." : "";
  }
}

async function follow(id) {
  following?.close();
  history.replaceState(null, "", `#${id}`);
  let reading = false, again = false;
  const read = async () => {
    if (reading) { again = true; return; }
    reading = true;
    do {
      again = false;
      const video = await ask(`/v1/videos/${id}`);
      if (video.links.film && at("film").dataset.video !== id) video.links = await opened(id, video.links);
      if (location.hash !== `#${id}`) return;
      show(video);
      if (ENDED.includes(video.state)) { stream.close(); list(); }
      await new Promise((done) => setTimeout(done, 300));
    } while (again);
    reading = false;
  };
  const { events: told } = await opened(id, { events: `/v1/videos/${id}/events` });
  if (location.hash !== `#${id}`) return; // another one was chosen meanwhile
  const stream = new EventSource(told);
  following = stream;
  const events = [
    "video.state", "shot.written", "script.written", "shot.progress", "shot.filmed", "shot.rejected", "video.waiting",
  ];
  for (const name of events) stream.addEventListener(name, read);
  await read();
}

async function list() {
  const { videos } = await ask("/v1/videos?limit=20");
  if (!videos.length) return;
  at("videos").replaceChildren(...videos.map((video) => {
    const item = make("li", "", "line");
    const link = make("a", video.song_name);
    link.href = `#${video.id}`;
    item.append(link, make("span", WORDS[video.state].replace(/[. …]+$/, ""), "quiet"));
    return item;
  }));
}

async function order(event) {
  event.preventDefault();
  const button = event.submitter || document.querySelector("#order button");
  button.disabled = true;
  at("trouble").textContent = "";
  try {
    const form = new FormData();
    form.append("file", at("song").files[0]);
    button.textContent = "Uploading …";
    const song = await ask("/v1/songs", { method: "POST", body: form });
    const wanted = {
      song_id: song.id, brief: { text: at("text").value }, aspect: at("aspect").value, preset: at("preset").value,
    };
    const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
    const video = await ask("/v1/videos", { method: "POST", headers, body: JSON.stringify(wanted) });
    location.hash = video.id;
    list();
  } catch (error) {
    at("trouble").textContent = error.message;
  } finally {
    button.disabled = false;
    button.textContent = "Make the video";
  }
}

async function askBackends() {
  try {
    const { backends } = await ask("/v1/health/backends");
    const away = backends.filter((backend) => backend.status !== "SERVING").map((backend) => backend.name);
    at("backends").textContent = away.length ? `not serving: ${away.join(", ")}` : "all services are serving";
  } catch {
    at("backends").textContent = "the gateway does not answer";
  }
}

const drop = at("drop");
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.toggle("over", name === "dragover"); });
}
drop.addEventListener("drop", (event) => { at("song").files = event.dataTransfer.files; at("song").dispatchEvent(new Event("change")); });
at("song").addEventListener("change", () => { at("song-name").textContent = at("song").files[0]?.name ?? "Drop a song here"; });
at("order").addEventListener("submit", order);
at("cancel").addEventListener("click", () => ask(`/v1/videos/${location.hash.slice(1)}/cancel`, { method: "POST" }));
window.addEventListener("hashchange", () => { if (location.hash) follow(location.hash.slice(1)).catch(list); });
list();
askBackends();
setInterval(askBackends, 15000);
if (location.hash) follow(location.hash.slice(1)).catch(list);
