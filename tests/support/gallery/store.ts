/** npm run gallery: stores the pictures of all states anew with which tests/browser/gallery.test.ts compares. */
import { changes, store } from "./camera/album.ts";
import { openCamera } from "./camera/open-camera.ts";

const camera = await openCamera();
try {
  const pictures = await camera.shootAll();
  if (camera.strange.size > 0) {
    throw new Error(
      `No face of still.css has these, each machine would draw its own: ${[...camera.strange].join(", ")}`,
    );
  }
  const changed = changes(pictures);
  store(changed);
  for (const { state, what } of changed) console.log(`${state}: ${what}`);
  console.log(`${pictures.size} states, ${changed.length} pictures written or removed`);
} finally {
  await camera.close();
}
