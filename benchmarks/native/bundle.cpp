// Reprojection errors of a bundle adjustment, and their Jacobian by the formulas of the textbook.
#include <cmath>

namespace
{
    double dot(const double* a, const double* b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

    void cross(const double* a, const double* b, double* c)
    {
        c[0] = a[1] * b[2] - a[2] * b[1];
        c[1] = a[2] * b[0] - a[0] * b[2];
        c[2] = a[0] * b[1] - a[1] * b[0];
    }
}

// cameras: rotation, center, focal length, principal point, two coefficients of distortion. A block of 2 x 15 derivatives for each observation.
extern "C" double bundle_jacobian(
    const double* cameras, const double* points, const double* weights, const double* features, const int* observations, int n, double* jacobian)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        const double* camera = cameras + 11 * observations[2 * i];
        const double* point = points + 3 * observations[2 * i + 1];
        const double* feature = features + 2 * i;
        double weight = weights[i], focal = camera[6], k1 = camera[9], k2 = camera[10];

        double angle = std::sqrt(dot(camera, camera)), s = std::sin(angle), c = std::cos(angle), z = 1 - c;
        double a[3], p[3], ap[3], y[3], by_angle[3];
        for (int j = 0; j < 3; j++)
        {
            a[j] = camera[j] / angle;
            p[j] = point[j] - camera[3 + j];
        }
        cross(a, p, ap);
        double along = dot(a, p);
        for (int j = 0; j < 3; j++)
        {
            y[j] = c * p[j] + s * ap[j] + along * z * a[j];
            by_angle[j] = c * ap[j] - s * p[j] + s * along * a[j];
        }

        double depth = 1 / y[2], u = y[0] * depth, v = y[1] * depth, r2 = u * u + v * v;
        double distortion = 1 + k1 * r2 + k2 * r2 * r2, slope = 2 * (k1 + 2 * k2 * r2), wf = weight * focal;
        double duu = wf * (distortion + slope * u * u), duv = wf * slope * u * v, dvv = wf * (distortion + slope * v * v);
        double image[2] = {u, v};
        double q[2][3] = {
            {duu * depth, duv * depth, -(duu * u + duv * v) * depth},
            {duv * depth, dvv * depth, -(duv * u + dvv * v) * depth}};
        for (int k = 0; k < 2; k++)
        {
            double* row = jacobian + 30L * i + 15 * k;
            double pq[3], aq[3], by_axis[3];
            cross(p, q[k], pq);
            cross(a, q[k], aq);
            double a_q = dot(a, q[k]), g = dot(q[k], by_angle);
            for (int j = 0; j < 3; j++)
                by_axis[j] = s * pq[j] + z * along * q[k][j] + z * a_q * p[j];
            double radial = dot(a, by_axis);
            for (int j = 0; j < 3; j++)
            {
                row[j] = g * a[j] + (by_axis[j] - radial * a[j]) / angle;
                row[11 + j] = c * q[k][j] - s * aq[j] + z * a_q * a[j];
                row[3 + j] = -row[11 + j];
            }
            row[6] = weight * distortion * image[k];
            row[7] = k == 0 ? weight : 0;
            row[8] = k == 1 ? weight : 0;
            row[9] = wf * r2 * image[k];
            row[10] = wf * r2 * r2 * image[k];
            double error = focal * distortion * image[k] + camera[7 + k] - feature[k];
            row[14] = error;
            sum += weight * error;
        }
    }
    return sum;
}
