package dev.greengrocer.lab.dataset.duplicates;

/** Union-find over the numbers {@code [0, size)}, with path halving; the smaller root wins. */
final class DisjointSets {

  private final int[] parent;

  DisjointSets(int size) {
    parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
  }

  /** The smallest member of the set that holds a number. */
  int root(int number) {
    int at = number;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  void join(int one, int other) {
    int a = root(one);
    int b = root(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
}
