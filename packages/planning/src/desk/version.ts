/** Version of the desk's instructions and tools; it travels with each request. */
export const deskVersion = "desk-1";
