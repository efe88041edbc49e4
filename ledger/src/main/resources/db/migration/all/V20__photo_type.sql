-- The media type of the kept photo, so that nothing need read the photo to tell; null without a photo, and for photos
-- that were kept before, whose file tells it by its name.
ALTER TABLE predictions ADD COLUMN photo_type VARCHAR(16);
