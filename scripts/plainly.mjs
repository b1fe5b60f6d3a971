import process from "node:process";

/**
 * Does what was asked for at a prompt; what goes wrong is told in its sentence, without a stack, and ends the program.
 * @param {() => void | Promise<void>} task
 */
export async function plainly(task) {
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
