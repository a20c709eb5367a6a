import { z } from 'zod';

/** The words in which pictures go up. */

/** Kinds of pictures that people may put in: no drawings, which could carry a script. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
/** The largest picture, bytes. */
export const PICTURE_BYTES = 10 * 1024 * 1024;

/**
 * `POST /blobs/:sha256`: a piece of a file on its way up, in base64. Pieces follow each other without a hole; the answer says where the
 * next one begins, so that an empty piece asks how far an upload that broke off had come.
 */
export const blobPartSchema = z.object({
  type: z.enum(pictureTypes),
  size: z.int().min(1).max(PICTURE_BYTES),
  offset: z.int().min(0),
  data: z.base64().max(700_000),
});
export const blobProgressSchema = z.object({ offset: z.int().min(0), complete: z.boolean() });

export type PictureType = (typeof pictureTypes)[number];
export type BlobPart = z.infer<typeof blobPartSchema>;
export type BlobProgress = z.infer<typeof blobProgressSchema>;
