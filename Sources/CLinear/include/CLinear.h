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

/// Lets the calling thread give way to all others.
void casewire_linear_yield_to_others(void);

#endif
