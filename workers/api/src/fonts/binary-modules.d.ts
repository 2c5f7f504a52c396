/** Wrangler uploads such files beside the script and gives their bytes to whoever imports them. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
