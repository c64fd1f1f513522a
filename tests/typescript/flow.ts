// The whole way with a generated client: upload (resumably), order, follow, download; and what a refusal looks like.
// Run as: node dist/flow.js GATEWAY SONG FILM

import { createReadStream, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { EventSourceParserStream } from "eventsource-parser/stream";
import createClient from "openapi-fetch";
import { Upload } from "tus-js-client";
import type { components, paths } from "./api.js";

type Video = components["schemas"]["VideoResource"];
type Problem = components["schemas"]["Problem"];

const [gateway, song, film] = process.argv.slice(2) as [string, string, string];
const api = createClient<paths>({ baseUrl: gateway });

function refused(problem: Problem): never {
  throw new Error(`${problem.status} ${problem.title}: ${problem.detail} (request ${problem.request_id})`);
}

function upload(): Promise<string> {
  return new Promise((resolve, reject) => {
    let songId = "";
    const sending = new Upload(createReadStream(song), {
      endpoint: `${gateway}/v1/tus`,
      chunkSize: 5_000_000,
      uploadSize: statSync(song).size,
      metadata: { filename: "typed.mp3" },
      onAfterResponse: (_request, response) => {
        songId = response.getHeader("Songreel-Song-Id") ?? songId;
      },
      onError: reject,
      onSuccess: () => resolve(songId),
    });
    sending.start();
  });
}

async function order(song_id: string): Promise<Video> {
  const { data, error } = await api.POST("/v1/videos", {
    params: { header: { "idempotency-key": "typed-1" } },
    body: { song_id, preset: "preview", aspect: "9:16", brief: { text: "a night train" } },
  });
  return data ?? refused(error!);
}

async function follow(video: Video): Promise<string[]> {
  const seen: string[] = [];
  const { response } = await api.GET("/v1/videos/{video_id}/events", {
    params: { path: { video_id: video.id } },
    parseAs: "stream",
  });
  const events = response.body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const event of events) {
    seen.push(event.event ?? "message");
  }
  return seen;
}

async function download(video_id: string): Promise<void> {
  const { data, error } = await api.GET("/v1/videos/{video_id}/film", {
    params: { path: { video_id } },
    parseAs: "arrayBuffer",
  });
  await writeFile(film, new Uint8Array((data ?? refused(error!)) as ArrayBuffer));
}

const songId = await upload();
const { data: known } = await api.GET("/v1/songs/{song_id}", { params: { path: { song_id: songId } } });
const ordered = await order(songId);
const again = await order(songId); // the same key: the same video
const events = await follow(ordered);
const { data: done } = await api.GET("/v1/videos/{video_id}", { params: { path: { video_id: ordered.id } } });
await download(ordered.id);

// @ts-expect-error the document knows no such aspect, so neither does the compiler
const wrong = await api.POST("/v1/videos", { body: { song_id: songId, aspect: "4:3" } });
const problem: Problem = wrong.error!;

console.log(
  JSON.stringify({
    name: known?.name,
    same: ordered.id === again.id,
    state: done?.state,
    animatic: done?.animatic,
    events,
    pointers: problem.errors?.map((each) => each.pointer),
  }),
);
