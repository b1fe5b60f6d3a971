/** In the place of `platform/downloads.ts`, where no test saves anything there. */
export const hasDownloads = async (): Promise<boolean> => false;
export const mostInDownloads = (): number => 0;
export const saveInDownloads = async (): Promise<boolean> => true;
