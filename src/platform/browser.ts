/** What a browser gives to extensions, by the names and in the ways of webextension-polyfill. */
export { default as browser, type Permissions } from "webextension-polyfill";
