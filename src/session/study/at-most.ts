/**
 * What a piece of work comes to, or something else where that takes too long; the work goes on, and nobody hears of it.
 * @param ms how long it is waited for
 */
export async function atMost<T, Instead>(ms: number, work: Promise<T>, instead: Instead): Promise<T | Instead> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Instead>((resolve) => {
    timer = setTimeout(() => resolve(instead), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
