package dev.greengrocer.training.data;

/**
 * How batches get a teacher's answers.
 *
 * @param teacher answers for the pictures of each batch, on the loader's threads
 * @param options how much they count
 * @param studentSize side of the square that the student sees, in pixels; the batch is varied and
 *     mixed at the preset's size, and shrunk for the student after the teacher has seen it
 */
public record Teaching(Teacher teacher, DistillationOptions options, int studentSize) {}
