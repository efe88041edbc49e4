package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.Label;
import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.source.InspectedPhoto;

/**
 * A photo that goes into the data set.
 *
 * @param photo the photo
 * @param label what it shows
 * @param split where it goes
 * @param group its near-duplicate group
 */
record SelectedPhoto(InspectedPhoto photo, Label label, Split split, String group) {

  Sample sample() {
    return new Sample(
        DatasetFiles.PHOTOS + "/" + photo.path(),
        label.name(),
        split,
        group,
        photo.sha256(),
        photo.width(),
        photo.height());
  }
}
