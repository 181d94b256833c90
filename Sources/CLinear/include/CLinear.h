#ifndef CASEWIRE_CLINEAR_H
#define CASEWIRE_CLINEAR_H

/// Texts as rows of weighted features, held in LIBLINEAR's form so that many classifiers can learn from them.
///
/// Not changed once made, so several threads may train on it at once.
struct casewire_linear_texts;

/// Row `r` has the features `columns[starts[r]..<starts[r + 1]]` (from 0, rising) with their `values`. Returns NULL without memory.
struct casewire_linear_texts *casewire_linear_texts_make(
    int rows, int features, const int *starts, const int *columns, const float *values);

void casewire_linear_texts_free(struct casewire_linear_texts *texts);

/// Learns one classifier by LIBLINEAR's L2-regularised squared-hinge SVM (dual): `sides[r]` is 1 for the rows it stands
/// for, -1 for the others, 0 for rows that are left out. Writes `features + 1` weights, the last one for every text.
/// Returns 0, or -1 where a side is empty or memory is out.
int casewire_linear_train(
    const struct casewire_linear_texts *texts, const signed char *sides, double cost, double tolerance, float *weights);

/// Lets the calling thread give way to all others.
void casewire_linear_yield_to_others(void);

#endif
