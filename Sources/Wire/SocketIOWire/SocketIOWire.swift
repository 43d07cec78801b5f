// The room's first line; replaced by its contents.
