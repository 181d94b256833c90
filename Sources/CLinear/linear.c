#define _GNU_SOURCE
#include "CLinear.h"

#include <linear.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

struct casewire_linear_texts {
    int rows;
    int features;
    struct feature_node **nodes;  // One list for each row, ended by index -1.
    struct feature_node *space;
};

static void say_nothing(const char *text) { (void)text; }

struct casewire_linear_texts *casewire_linear_texts_make(
    int rows, int features, const int *starts, const int *columns, const float *values) {
    struct casewire_linear_texts *texts = malloc(sizeof *texts);
    if (!texts) return NULL;
    texts->rows = rows;
    texts->features = features;
    texts->nodes = malloc(sizeof *texts->nodes * (size_t)(rows + 1));
    // Each row also has the feature that every text has, and the end mark.
    texts->space = malloc(sizeof *texts->space * ((size_t)starts[rows] + 2 * (size_t)rows + 1));
    if (!texts->nodes || !texts->space) {
        casewire_linear_texts_free(texts);
        return NULL;
    }
    struct feature_node *next = texts->space;
    for (int row = 0; row < rows; row++) {
        texts->nodes[row] = next;
        for (int place = starts[row]; place < starts[row + 1]; place++) {
            *next++ = (struct feature_node){.index = columns[place] + 1, .value = values[place]};
        }
        *next++ = (struct feature_node){.index = features + 1, .value = 1};
        *next++ = (struct feature_node){.index = -1, .value = 0};
    }
    set_print_string_function(say_nothing);
    return texts;
}

void casewire_linear_texts_free(struct casewire_linear_texts *texts) {
    if (!texts) return;
    free(texts->nodes);
    free(texts->space);
    free(texts);
}

int casewire_linear_train(
    const struct casewire_linear_texts *texts, const signed char *sides, double cost, double tolerance, float *weights) {
    int count = 0, inside = 0;
    for (int row = 0; row < texts->rows; row++) {
        count += sides[row] != 0;
        inside += sides[row] > 0;
    }
    if (inside == 0 || inside == count) return -1;

    struct feature_node **rows = malloc(sizeof *rows * (size_t)count);
    double *labels = malloc(sizeof *labels * (size_t)count);
    if (!rows || !labels) {
        free(rows);
        free(labels);
        return -1;
    }
    int next = 0;
    for (int row = 0; row < texts->rows; row++) {
        if (sides[row] == 0) continue;
        rows[next] = texts->nodes[row];
        labels[next++] = sides[row];
    }
    // The feature that every text has is a node of its own already, so LIBLINEAR adds none.
    struct problem problem = {.l = count, .n = texts->features + 1, .y = labels, .x = rows, .bias = -1};
    struct parameter parameter = {.solver_type = L2R_L2LOSS_SVC_DUAL, .eps = tolerance, .C = cost, .p = 0.1};
    struct model *model = train(&problem, &parameter);
    double sign = model->label[0] > 0 ? 1 : -1;
    for (int feature = 0; feature <= texts->features; feature++) weights[feature] = (float)(sign * model->w[feature]);
    free_and_destroy_model(&model);
    free(rows);
    free(labels);
    return 0;
}

void casewire_linear_yield_to_others(void) {
    // On Linux a niceness is a thread's own; where it cannot be set, training merely is no politer than others.
    (void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 10);
}
