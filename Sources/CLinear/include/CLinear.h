#ifndef CASEWIRE_CLINEAR_H
#define CASEWIRE_CLINEAR_H

#include <stdint.h>

/// How many classifiers are learned in one go: as many numbers as a line of the cache holds.
#define CASEWIRE_LINEAR_LANES 16

/// Texts as rows of weighted features, from which many classifiers can learn.
///
/// Not changed once made, so several threads may train on it at once.
struct casewire_linear_texts;

/// Row `r` has the features `columns[starts[r]..<starts[r + 1]]` (from 0, rising) with their `values`. Returns NULL without memory.
struct casewire_linear_texts *casewire_linear_texts_make(
    int rows, int features, const int *starts, const int *columns, const float *values);

void casewire_linear_texts_free(struct casewire_linear_texts *texts);

/// Learns up to CASEWIRE_LINEAR_LANES linear support vector machines (L2-regularised, squared hinge loss), each as if alone.
/// Bit `l` of `inside[r]` says that row `r` is what machine `l` stands for, bit `l` of `used[r]` that the machine sees the row at
/// all. Writes `features + 1` times CASEWIRE_LINEAR_LANES weights, those of one feature side by side, the last ones for every
/// text. `tolerance` is how far apart the steepest slopes up and down may be at the end. The same texts give the same weights.
/// Returns 0, or -1 without memory.
int casewire_linear_train(
    const struct casewire_linear_texts *texts, const uint16_t *inside, const uint16_t *used, double cost, double tolerance,
    float *weights);

/// Keeps machine `lane` of those that were learned as whole numbers, `stride` apart. Returns what to multiply them by.
float casewire_linear_pack(const float *weights, int features, int lane, int16_t *packed, int stride);

/// Adds to each of `count` sums what the features `columns` with their `values` weigh; those of one feature are side by side.
void casewire_linear_margins(
    const int16_t *weights, int count, const int *columns, const float *values, int length, float *sums);

/// Adds to each example's sum the product with a text: feature `c` has the examples `examples[starts[c]..<starts[c + 1]]`.
void casewire_linear_products(
    const int *starts, const int *examples, const float *weights, const int *columns, const float *values, int length,
    float *sums);

/// For each owner of examples: the three highest of its examples' numbers, highest first (0 for those that it has not, none below
/// 0), and the sum of all. `highest` and `sums` hold zeros at first.
void casewire_linear_gather(const int *owners, const float *numbers, int count, float *highest, float *sums);

/// Lets the calling thread give way to all others.
void casewire_linear_yield_to_others(void);

#endif
