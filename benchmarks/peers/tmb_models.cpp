// The models for TMB, in one template so that it is compiled once.
#include <TMB.hpp>

template<class Type>
Type logistic(const matrix<Type>& x, const vector<Type>& y, const vector<Type>& beta)
{
    vector<Type> eta = x * beta;
    Type sum = 0;
    for (int i = 0; i < y.size(); i++)
        sum += logspace_add(Type(0), eta[i]) - y[i] * eta[i];
    return sum;
}

template<class Type>
Type gaussian(const matrix<Type>& x, const vector<Type>& y, const vector<Type>& beta, Type log_sigma)
{
    vector<Type> mean = x * beta;
    return -sum(dnorm(y, mean, exp(log_sigma), true));
}

template<class Type>
Type objective_function<Type>::operator()()
{
    DATA_INTEGER(model);
    DATA_MATRIX(x);
    DATA_VECTOR(y);
    PARAMETER_VECTOR(beta);
    PARAMETER_VECTOR(log_sigma);
    return model == 0 ? logistic(x, y, beta) : gaussian(x, y, beta, log_sigma[0]);
}
