// The selective scan of Mamba (Gu and Dao 2023, section 3.3) with its gradient, for training on a CPU.
//
//   a[t,d,n] = scale * exp(delta[t,d] * A[d,n]) - (scale - 1)      scale 1: a in (0, 1); scale 2: a in (-1, 1)
//   h[t,d,n] = a[t,d,n] * h[t-1,d,n] + delta[t,d] * B[t,n] * x[t,d]
//   y[t,d]   = sum over n of C[t,n] * h[t,d,n]
//
// In PyTorch each of these lines is a pass over [batch, length, d, n] floats in memory; here they share one pass in
// registers. Scale 2 is the eigenvalue range of Grazzi et al. (2024), Unlocking State-Tracking in Linear RNNs.
#include <torch/extension.h>

#include <vector>

using torch::Tensor;

namespace {

struct Sizes {
    int64_t batch, length, d, n;
};

Sizes sizes_of(const Tensor& x, const Tensor& A) { return {x.size(0), x.size(1), x.size(2), A.size(1)}; }

}  // namespace

// x, delta [batch, length, d]; A [d, n]; B, C [batch, length, n] -> y [batch, length, d], h [batch, length, d, n].
std::vector<Tensor> forward(Tensor x, Tensor delta, Tensor A, Tensor B, Tensor C, double scale_) {
    const auto [batch, length, D, N] = sizes_of(x, A);
    const float scale = static_cast<float>(scale_);
    auto y = torch::empty_like(x);
    auto h = torch::empty({batch, length, D, N}, x.options());
    const float *px = x.data_ptr<float>(), *pd = delta.data_ptr<float>(), *pA = A.data_ptr<float>();
    const float *pB = B.data_ptr<float>(), *pC = C.data_ptr<float>();
    float *py = y.data_ptr<float>(), *ph = h.data_ptr<float>();
    const std::vector<float> zero(D * N, 0.0f);

    for (int64_t i = 0; i < batch; ++i) {
        const float* before = zero.data();
        for (int64_t t = i * length; t < (i + 1) * length; ++t) {
            float* now = ph + t * D * N;
            for (int64_t d = 0; d < D; ++d) {
                const float step = pd[t * D + d], drive = step * px[t * D + d];
                const float *rates = pA + d * N, *b = pB + t * N, *c = pC + t * N;
                const float* previous = before + d * N;
                float* state = now + d * N;
                float sum = 0.0f;
#pragma GCC ivdep  // no two of these rows overlap: without this the loop is not turned into vector code
                for (int64_t n = 0; n < N; ++n) {
                    const float a = scale * std::exp(step * rates[n]) - (scale - 1.0f);
                    state[n] = a * previous[n] + drive * b[n];
                    sum += state[n] * c[n];
                }
                py[t * D + d] = sum;
            }
            before = now;
        }
    }
    return {y, h};
}

// Gradients of x, delta, A, B and C, in that order, from the gradient of y.
std::vector<Tensor> backward(Tensor gy, Tensor x, Tensor delta, Tensor A, Tensor B, Tensor C, Tensor h, double scale_) {
    const auto [batch, length, D, N] = sizes_of(x, A);
    const float scale = static_cast<float>(scale_);
    auto gx = torch::empty_like(x), gdelta = torch::empty_like(x), gA = torch::zeros_like(A);
    auto gB = torch::zeros_like(B), gC = torch::zeros_like(C);
    const float *py = gy.data_ptr<float>(), *px = x.data_ptr<float>(), *pd = delta.data_ptr<float>();
    const float *pA = A.data_ptr<float>(), *pB = B.data_ptr<float>(), *pC = C.data_ptr<float>();
    const float* ph = h.data_ptr<float>();
    float *qx = gx.data_ptr<float>(), *qd = gdelta.data_ptr<float>(), *qA = gA.data_ptr<float>();
    float *qB = gB.data_ptr<float>(), *qC = gC.data_ptr<float>();
    const std::vector<float> zero(D * N, 0.0f);
    std::vector<float> carried(D * N);  // gradient of h[t] that comes from later steps

    for (int64_t i = 0; i < batch; ++i) {
        std::fill(carried.begin(), carried.end(), 0.0f);
        for (int64_t t = (i + 1) * length - 1; t >= i * length; --t) {
            const float* now = ph + t * D * N;
            const float* before = t == i * length ? zero.data() : now - D * N;
            for (int64_t d = 0; d < D; ++d) {
                const float step = pd[t * D + d], input = px[t * D + d], g = py[t * D + d];
                const float *rates = pA + d * N, *b = pB + t * N, *c = pC + t * N;
                const float *state = now + d * N, *previous = before + d * N;
                float *of_state = carried.data() + d * N, *of_rates = qA + d * N;
                float *of_b = qB + t * N, *of_c = qC + t * N;
                float of_drive = 0.0f, of_step = 0.0f;
#pragma GCC ivdep  // no two of these rows overlap: without this the loop is not turned into vector code
                for (int64_t n = 0; n < N; ++n) {
                    const float decay = scale * std::exp(step * rates[n]);
                    const float gh = of_state[n] + g * c[n];
                    const float of_exponent = gh * previous[n] * decay;
                    of_c[n] += g * state[n];
                    of_b[n] += gh * step * input;
                    of_rates[n] += of_exponent * step;
                    of_step += of_exponent * rates[n];
                    of_drive += gh * b[n];
                    of_state[n] = gh * (decay - (scale - 1.0f));
                }
                qx[t * D + d] = of_drive * step;
                qd[t * D + d] = of_step + of_drive * input;
            }
        }
    }
    return {gx, gdelta, gA, gB, gC};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, module) {
    module.def("forward", &forward);
    module.def("backward", &backward);
}
